import { catalogueDocument } from './catalogue-document'

// One JSON object and nothing else, so that the output can be piped: npm run --silent catalogue | jq .counts
console.log(JSON.stringify(catalogueDocument(), null, 2))
