// How many lines a list begins with and grows by, so that a long one stands at once.
export const PORTION = 50;
