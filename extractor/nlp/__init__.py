"""The lexer's tokens as a spaCy `Doc`, and the phrases and clause patterns of `patterns/` run over it.

There is no second tokenizer: the words and spaces of the lexer are the words and spaces of the `Doc`, and the
lexer has the reading (figure, date, citation, ...) of each token.
"""
