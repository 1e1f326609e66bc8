package export

import (
	"strings"

	"dragoman"
	"dragoman/codebook"
)

// roleOf is CAMEO's code for a PLOVER sector. PLOVER renamed two (doctors were HLH, the media MED); parties and police kept
// theirs. A militia on the government's side is to CAMEO an armed group that is no army; a religious body has its own columns,
// and what is only partly recognised has no role.
var roleOf = map[dragoman.Sector]string{
	"COP": "COP", "GOV": "GOV", "JUD": "JUD", "LEG": "LEG", "MIL": "MIL", "PRM": "UAF", "PTY": "PTY", "REB": "REB", "SPY": "SPY", "UAF": "UAF",
	"AGR": "AGR", "BUS": "BUS", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "JRN": "MED", "LAB": "LAB", "MED": "HLH", "REF": "REF",
	"OPP": "OPP", "SOC": "NGO",
}

// abroad is what CAMEO calls a party of no one country, by PLOVER's code for it.
var abroad = map[string]struct{ country, group, role string }{
	"IGO": {"", "", "IGO"}, "UNO": {"", "UNO", "IGO"}, "EUR": {"EUR", "EEC", "IGO"}, "NGO": {"", "", "NGO"},
	"ISM": {"", "", "INT"}, "IMG": {"", "", "IMG"}, "MNC": {"", "", "MNC"},
}

// groups are CAMEO's codes for groups of their own, by our directory's id.
var groups = map[string]string{
	"org/nato": "NAT", "org/un": "UNO", "org/eu": "EEC", "org/arab-league": "ARL", "org/asean": "ASN", "org/imf": "IMF", "org/world-bank": "WBK",
	"org/wto": "WTO", "org/oas": "OAS", "org/opec": "OPC", "org/cis": "CIS", "org/osce": "SCE", "org/icj": "ICJ", "org/icc": "ICC",
	"org/iaea": "IAE", "org/who": "WHO", "org/wfp": "WFP", "org/unhcr": "HCR", "org/unicef": "KID", "org/fao": "FAO", "org/gcc": "GCC",
	"org/oic": "OIC", "org/al-qaeda": "ALQ", "org/taliban": "TAL", "org/plo": "PLO", "org/amnesty": "AMN", "org/hrw": "HRW", "org/msf": "MSF",
}

// oldCountries are the country codes in which CAMEO kept what ISO 3166 has since changed.
var oldCountries = map[string]string{"ROU": "ROM", "TLS": "TMP"}

// A cameoActor is a party in CAMEO's letters.
type cameoActor struct {
	country, group string
	roles          [3]string
}

// actorOf puts a party in CAMEO's letters.
func actorOf(p *dragoman.Party) (a cameoActor) {
	n := 0
	add := func(role string) {
		if role == "" || n == len(a.roles) || role == a.roles[0] || role == a.roles[1] {
			return
		}
		a.roles[n] = role
		n++
	}
	a.country = p.Country
	if old, ok := oldCountries[p.Country]; ok {
		a.country = old
	}
	if x, ok := abroad[p.Country]; ok {
		a.country, a.group = x.country, x.group
		add(x.role)
	}
	for _, s := range p.Sectors {
		add(roleOf[s])
	}
	if g, ok := groups[p.Actor]; ok {
		a.group = g
	}
	return a
}

// code is the actor's full code: "SYRGOV", "IGOUNO". A group stands last, as the narrowest.
func (a *cameoActor) code() string {
	var b strings.Builder
	b.WriteString(a.country)
	for _, r := range a.roles {
		b.WriteString(r)
	}
	b.WriteString(a.group)
	return b.String()
}

// cameoCodes finds the CAMEO code of events.
type cameoCodes struct {
	means map[string]string    // by code
	scale map[string]float64   // Goldstein's
	first map[[2]string]string // the first code of a type and mode
}

func loadCameo() (*cameoCodes, error) {
	book, err := codebook.Builtin()
	if err != nil {
		return nil, err
	}
	c := &cameoCodes{means: map[string]string{}, scale: map[string]float64{}, first: map[[2]string]string{}}
	for i := range book.Codes {
		k := &book.Codes[i]
		c.means[k.Digits], c.scale[k.Digits] = k.Means, k.Goldstein
		for _, mode := range []string{k.Mode, ""} {
			if key := [2]string{k.Type, mode}; len(k.Digits) > len("01") && c.first[key] == "" {
				c.first[key] = k.Digits
			}
		}
	}
	return c, nil
}

// of is the code of an event, at least three digits; where it has none the first of its type and mode; "" where CAMEO has no
// such type.
func (c *cameoCodes) of(e *dragoman.Event) string {
	switch {
	case len(e.Code) > 2:
		return e.Code
	case len(e.Code) == 2:
		return e.Code + "0" // "of no other kind"
	}
	if code := c.first[[2]string{e.Type, e.Mode}]; code != "" {
		return code
	}
	return c.first[[2]string{e.Type, ""}]
}

// goldstein is the event's own score, or that of the code it was given for want of one.
func (c *cameoCodes) goldstein(e *dragoman.Event, code string) float64 {
	if e.Code == "" {
		return c.scale[code]
	}
	return e.Goldstein
}

// label says what a code means; a code that is not known means what its root does.
func (c *cameoCodes) label(code string) string {
	for n := len(code); n >= 2; n-- {
		if m := c.means[code[:n]]; m != "" {
			return m
		}
	}
	return ""
}

// gdeltQuad is the class of a root by GDELT's bounds, which differ from PLOVER's: to GDELT investigations (09) are material
// cooperation and protests (14) verbal conflict.
func gdeltQuad(root string) string {
	switch {
	case root <= "05":
		return "1"
	case root <= "09":
		return "2"
	case root <= "14":
		return "3"
	}
	return "4"
}
