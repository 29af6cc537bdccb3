"""What every page of a report must be."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "input", "hr"}


class _Page(HTMLParser):
    """Links, images, ids and whether elements are closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.images, self.ids, self.problems, self.words = [], [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append(given["href"])
        if tag == "img":
            self.images.append(given)
        if "id" in given:
            self.ids.append(given["id"])

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(tag)

    def handle_data(self, data):
        if "script" not in self.open and "style" not in self.open:
            self.words.append(data)


def checked_page(texts):
    """A page whose elements are closed, whose ids are single and whose links and figures are there."""
    page = _Page(texts["index.html"])
    assert (page.open, page.problems) == ([], [])
    assert len(set(page.ids)) == len(page.ids)
    for link in page.links:
        assert link.lstrip("#") in page.ids if link.startswith("#") else link in texts, link
    for image in page.images:
        assert image["src"] in texts
        assert image["alt"].strip()
        assert int(image["width"]) > 100
        assert int(image["height"]) > 50
    assert "http" not in re.sub(r"<script>.*?</script>|http://www\.w3\.org\S*", "", texts["index.html"], flags=re.S)
    return page
