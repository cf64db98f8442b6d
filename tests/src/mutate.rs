//! Hostile documents: a text broken byte by byte, and a value bent where JSON stays JSON.
