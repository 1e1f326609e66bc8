package score

import "math"

// assign solves the assignment problem for a square matrix of costs (Kuhn 1955, Munkres 1957, in the O(n³) form with potentials):
// it returns the column of each row such that the costs sum to the least.
func assign(cost [][]float64) []int {
	n := len(cost)
	rowPotential := make([]float64, n+1)
	colPotential := make([]float64, n+1)
	rowOf := make([]int, n+1) // row matched to each column, from 1; column 0 holds the row being placed
	for row := 1; row <= n; row++ {
		rowOf[0] = row
		augment(cost, rowPotential, colPotential, rowOf)
	}
	out := make([]int, n)
	for col := 1; col <= n; col++ {
		out[rowOf[col]-1] = col - 1
	}
	return out
}

// augment finds the cheapest alternating path from the row in rowOf[0] to a free column, and flips it.
func augment(cost [][]float64, rowPotential, colPotential []float64, rowOf []int) {
	n := len(cost)
	slack := make([]float64, n+1)
	for i := range slack {
		slack[i] = math.Inf(1)
	}
	before := make([]int, n+1)
	used := make([]bool, n+1)
	col := 0
	for rowOf[col] != 0 {
		used[col] = true
		row, next, delta := rowOf[col], 0, math.Inf(1)
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if c := cost[row-1][j-1] - rowPotential[row] - colPotential[j]; c < slack[j] {
				slack[j], before[j] = c, col
			}
			if slack[j] < delta {
				delta, next = slack[j], j
			}
		}
		for j := 0; j <= n; j++ {
			if used[j] {
				rowPotential[rowOf[j]] += delta
				colPotential[j] -= delta
			} else {
				slack[j] -= delta
			}
		}
		col = next
	}
	for col != 0 {
		rowOf[col] = rowOf[before[col]]
		col = before[col]
	}
}
