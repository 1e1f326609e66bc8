package intake

// Language tells the language of a text.
func Language(text string) string { return "" }
