package intake

import "dragoman"

func (r *Reader) parquet(e entry, send sink) bool {
	return send(dragoman.Article{}, because(NotText, e.ref, 0, "", "parquet"))
}
