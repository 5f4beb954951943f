//! The scoring method, one rule family a file, in integers. It can't fail and can't look outside.
