package score

import (
	"math"
	"testing"
)

func TestCorefMetrics(t *testing.T) {
	// The example of Luo (2005), with the chains {1…5}, {6, 7}, {8 … 12}: the response joins the first and the last.
	key := []cluster{{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}}
	tests := []struct {
		name           string
		response       []cluster
		muc, b3, ceafe float64
	}{
		{"right", key, 1, 1, 1},
		{"last two joined", []cluster{{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}}, 0.947, 0.865, 0.733},
		{"first and last joined", []cluster{{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, {6, 7}}, 0.947, 0.737, 0.667},
		{"none", nil, 0, 0, 0},
	}
	for _, test := range tests {
		var muc, b3, ceafe ratio
		muc.addMUC(key, test.response)
		b3.addB3(key, test.response)
		ceafe.addCEAFe(key, test.response)
		for _, m := range []struct {
			name      string
			got, want float64
		}{{"MUC", muc.f1(), test.muc}, {"B3", b3.f1(), test.b3}, {"CEAFe", ceafe.f1(), test.ceafe}} {
			if math.Abs(m.got-m.want) > 0.0006 {
				t.Errorf("%s: %s is %.4f, want %.3f", test.name, m.name, m.got, m.want)
			}
		}
	}
}

func TestAssign(t *testing.T) {
	cost := [][]float64{{4, 1, 3}, {2, 0, 5}, {3, 2, 2}}
	got, sum := assign(cost), 0.0
	for i, j := range got {
		sum += cost[i][j]
	}
	if sum != 5 {
		t.Errorf("assigned %v at %v, the least is 5", got, sum)
	}
}
