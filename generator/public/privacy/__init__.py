"""The privacy gate: no name, birth date, identifier or access code leaves with the public site.

Pages are made from `PublicSession`, in which nothing personal exists. The gate proves it on what would really be
published, whatever wrote it: a template, a coordinator who put a name into a text, a plugin. It runs last, on the staged
folder; one leak and the old site stays (`gate.leaks`).

**Where it looks** (`files`): the name and the bytes of every file. Text is searched, .gz unpacked, `data:` addresses taken
out and opened. A file that is no text is accepted only when the product ships those very bytes (a font, an icon of the
theme); any other image, PDF, archive or broken file is itself a leak, since a name could hide in it.

**How it reads** (`text`): each line as it stands and as a browser would show it: entities, JSON and percent escapes, base64,
calendar folding, soft hyphens, tags as a space and as nothing (`Tar<b>tem</b>pion`), the inside of tags; then in plain words,
without case, accents, ligatures or punctuation. Each different line is read once, with its neighbours where that matters:
a thousand papers share most of their lines.

**What it searches** (`values`, `lexicon`), and how sure one sight is:

- *Strong*, one sight is a leak: an INE, an e-mail address; an identifier or number of 5 characters (6 when all
  letters, 8 when all digits), a certification number of 6 digits; a birth date with its full year, in figures or words, French or
  English; a last or a first name; last and first name together, in either order, at most two words between them, or written as one; an
  access code; any of these in groups, letter by letter, glued to other words (`run_together`); a stretch of private notes or
  comments; an invigilator's name where `centre.toml` does not publish it.
- *Weak*, no leak alone, because it says nothing: a name of two letters, or made of the product's own words, of months and
  days, of published phrases (invigilators, contacts; for a first name, rooms too) or of `allowed_words`; a birth date with
  two figures for the year, or one that stands in the product's own text; a short identifier. Such a value counts beside
  another one of the same record: last with first name, a name with a birth date or an identifier, a birth date with a birth
  place or class. An access code or a certification number that could be anything counts soon after the words that announce it.
- *Not searched*: numbers and yes/no answers, which tell nothing without a name; what is public (`values.NOT_SEARCHED`).

**Why two weak values may still be no leak** (`judge`, `phrases`): one belongs to a longer phrase published on purpose ("Mme Martin, M.
Paul Durand" does not name Paul Martin; "Martin Paul" does), or the product's own text has the same words between the same neighbours
(`product`). One field that holds both names of a candidate (a contact, a room) is a question: only `centre.toml` answers it, with
`allowed_words` or by knowing a room of that name.

The product's words are those of its prose and templates, not of its licences, comments, scripts and style sheets, which are
full of people's names and short words; lines of these are recognised whole. A coordinator's own texts are never the product's.

**What it cannot see** stands in SECURITY.md, counted by a test: a picture of a name, a nickname, a part of a double name, a name respelt.
A weak name alone passes: a candidate called Page, in a sentence about pages.
"""
