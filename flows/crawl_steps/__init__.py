"""The steps of a crawl, the main job, in order."""
