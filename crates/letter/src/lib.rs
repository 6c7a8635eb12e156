//! A document in, a PDF out: notices, letters, packages and proof reports. Pure: no files, no clock, no network.
