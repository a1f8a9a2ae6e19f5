"""The forms of documents. They read input; what is allowed is the actions' to say."""
