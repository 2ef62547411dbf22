"""The parts of a page. Nouns in, elements out; see tree.py for what an element is."""
