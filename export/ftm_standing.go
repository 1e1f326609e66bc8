package export

import (
	"strings"

	"dragoman"
)

// standing writes a standing as the schema of its relation: Membership, Occupancy, Directorship, Sanction, else UnknownLink.
// A standing one of whose sides is not known is left out, for such an entity must have both.
func (f *ftm) standing(r *Record) {
	s := r.Standing
	subject, object := known(s.Subject), known(s.Object)
	if subject.Name == "" || object.Name == "" && s.Relation != "holds_office" {
		return
	}
	proof := f.article(r)
	switch {
	case s.Relation == "member_of" && !isPerson(object):
		member := f.party(subject, "LegalEntity", proof)
		of := f.party(object, "Organization", proof)
		f.interval("Membership", r, proof, "member", member, "organization", of)
		f.set("role", s.Value)
	case s.Relation == "holds_office" && mayBePerson(subject):
		holder := f.party(subject, "Person", proof)
		post := f.position(s, proof)
		f.interval("Occupancy", r, proof, "holder", holder, "post", post)
	case s.Relation == "leads" && !isPerson(object):
		director := f.party(subject, "LegalEntity", proof)
		of := f.party(object, "Organization", proof)
		f.interval("Directorship", r, proof, "director", director, "organization", of)
		f.set("role", s.Value)
	case s.Relation == "listed_on":
		by := known(s.Authority)
		f.interval("Sanction", r, proof, "entity", f.party(subject, "LegalEntity", proof), "", "")
		f.set("program", object.Name)
		f.set("authority", by.Name)
		f.set("country", alpha2(by.Country))
	case s.Relation == "sanctions":
		f.interval("Sanction", r, proof, "entity", f.party(object, "LegalEntity", proof), "", "")
		f.set("authority", subject.Name)
		f.set("country", alpha2(subject.Country))
		f.set("reason", s.Value)
	case object.Name == "":
		return
	default:
		a, b := f.party(subject, "LegalEntity", proof), f.party(object, "LegalEntity", proof)
		f.interval("UnknownLink", r, proof, "subject", a, "object", b)
		f.set("role", strings.Join(filled(strings.ReplaceAll(s.Relation, "_", " "), s.Value), ": "))
	}
	f.end()
}

// interval begins the entity of a standing: its ends, its days, whether it is so, and its proof.
func (f *ftm) interval(schema string, r *Record, proof, from, a, to, b string) {
	s, when := r.Standing, r.when()
	f.begin(schema, ftmPrefix+s.ID.String())
	f.set(from, a)
	if to != "" {
		f.set(to, b)
	}
	switch first, last := ftmDay(when.From, when.Precision), ftmDay(when.Last(), when.Precision); s.Change {
	case dragoman.Begin:
		f.set("startDate", first)
	case dragoman.End, dragoman.Past:
		f.set("endDate", last)
	default:
		f.set("date", first) // it holds on that day; when it began is not said
	}
	f.set("status", standingStatus(s))
	f.record(r, proof)
}

// standingStatus is how it stands: what is not done by its modality, else whether it has ended.
func standingStatus(s *dragoman.Standing) string {
	switch {
	case s.Modality != dragoman.Done:
		return s.Modality.String()
	case s.Change == dragoman.End || s.Change == dragoman.Past:
		return "ended"
	}
	return "current"
}

// position writes the office of a standing and returns its id: one for each title at each institution.
func (f *ftm) position(s *dragoman.Standing, proof string) string {
	of := known(s.Object)
	name, owner := s.Value, of.Actor
	if name == "" {
		name = "office"
	}
	if of.Name != "" {
		name += " of " + of.Name
	}
	lasting := owner != ""
	if !lasting {
		owner = f.doc + " " + of.Name
	}
	id := ftmPrefix + "position-" + dragoman.NewID("ftm position", name, owner).String()
	organization := ""
	if of.Name != "" && !isPerson(of) {
		organization = f.party(of, "Organization", proof)
	}
	// Offices are as many as titles, so they too are noted for one report alone.
	if f.first(id, false) {
		f.begin("Position", id)
		f.set("name", name)
		f.set("country", alpha2(of.Country))
		f.set("organization", organization)
		if !lasting {
			f.set("proof", proof)
		}
		f.end()
	}
	return id
}

// mayBePerson reports whether nothing says that a party is no person.
func mayBePerson(p *dragoman.Party) bool { return p.Actor == "" || isPerson(p) }
