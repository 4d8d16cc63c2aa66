"""What many articles say together, entered into a book article by article."""
