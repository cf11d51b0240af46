// Where ours differs from ali-oss on purpose. Each entry cites a row of the table "Fixed" in docs/DESIGN.md and gives
// every place that differs with both values, as the harness describes them; a place that one side lacks is undefined.
//   { row, why, cases: id | RegExp | [...], signature?, at: { place: { theirs, ours } } }
module.exports = [];
