-- What does this question to the search ask for?
SELECT search_pieces($question)
