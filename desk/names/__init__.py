"""Names: models, labs, people, licences and benchmarks, recognised by a gazetteer."""
