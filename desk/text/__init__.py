"""Text: words, sentences, scripts, languages, phrases and sentence vectors, which every subject stands on."""
