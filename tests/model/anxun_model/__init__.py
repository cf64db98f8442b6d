"""A second model of the review of one record: slow, plain, written from the specification alone."""
