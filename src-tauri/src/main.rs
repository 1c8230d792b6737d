fn main() { renkeicho::run(); }
