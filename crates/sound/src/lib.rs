//! Recorded sound: what a file is, how long it lasts, how loud it is along the way, and a copy in which spans are covered by a
//! tone. Pure: bytes in, bytes out. Not here: where a recording is kept and who may hear it (`crates/gate`).
