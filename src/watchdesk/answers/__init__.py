"""What pages, the API, assistants and exports show, asked of a view: a file for each question.

Answers are frozen records. They hold no markup and no addresses of pages, only ids and addresses
of words; who shows them makes links of these.
"""
