"""A set of charts as slides: a chart a slide, native and editable, its sentence as the title, sources with the speaker."""

import io

from dashboard.exports.document import Document

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def write(document: Document) -> bytes:
    """Write the set as .pptx."""
    # This imports python-pptx, which takes a tenth of a second, so it waits for the first file.
    from dashboard.exports.pptx import deck, slides

    presentation = deck.start(document)
    slides.add_all(presentation, document)
    deck.set_language(presentation, document.lang)
    body = io.BytesIO()
    presentation.save(body)
    return body.getvalue()
