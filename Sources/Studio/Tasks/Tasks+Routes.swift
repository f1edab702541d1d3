/// Pieces of work: what they are on, who does them, how far they are.
package enum Tasks {}
