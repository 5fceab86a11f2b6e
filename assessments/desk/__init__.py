"""The screens of the CMS: writing and trying exercises, results, submissions, the marking queue."""
