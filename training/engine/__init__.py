"""How the language engine is trained: data sets read, noise added, sentences of our own written."""
