//go:build !amd64 || purego

package syntax

// sumRows fills in the units.
func sumRows(hidden, bias *[maxUnits]int16, lines []line, rows []uint32, width int) {
	sumRowsPlain(hidden, bias, lines, rows, width)
}

// sumUnits fills in the sum of each class.
func sumUnits(logits []int32, out []int16, hidden *[maxUnits]int16, width int) {
	sumUnitsPlain(logits, out, hidden, width)
}
