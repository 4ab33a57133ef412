"""What valid content of a centre is: columns, rules, findings, checked records. Polars stays inside."""
