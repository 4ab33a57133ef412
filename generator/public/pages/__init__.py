"""Pages of the site that MkDocs puts into its theme: Markdown text made from public facts."""
