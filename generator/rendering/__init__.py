"""Model to text: words, pages, sheets, terminal and machine output. The only room with jinja2."""
