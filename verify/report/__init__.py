"""Views of a results document: terminal, Markdown, JSON, JUnit."""
