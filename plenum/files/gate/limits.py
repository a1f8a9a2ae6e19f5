"""How much of anything is ordinary. Beyond it a file is refused, not read further."""

MAX_NAME_BYTES = 255
MAX_PAGES = 2_000
#: 600 dpi on A3 is 70 million.
MAX_PIXELS = 120_000_000
MAX_FRAMES = 500
MAX_ENTRIES = 5_000
#: Of all members of an archive together, unpacked.
MAX_UNPACKED = 400 * 1024 * 1024
MAX_XML = 32 * 1024 * 1024
MAX_XML_DEPTH = 200
#: Unpacked to packed, for members over one mebibyte.
MAX_RATIO = 300
#: A document inside a document inside a document.
MAX_NESTING = 2
MAX_OBJECTS = 500_000
#: Characters of text that are kept of one file.
MAX_TEXT = 20_000_000
