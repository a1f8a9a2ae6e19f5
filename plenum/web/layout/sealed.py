"""Bytes that somebody handed in, given back."""

#: What a browser may do with them: nothing.
SEALED = {
    "Content-Security-Policy": "sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
