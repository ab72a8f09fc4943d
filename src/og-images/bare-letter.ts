/** A Latin letter without its accents, “e” for “ễ”; any other character as it is: “≠” without its stroke says the opposite. */
export function bareLetter(character: string): string {
  return /\p{Script=Latin}/u.test(character) ? character.normalize('NFD').charAt(0) : character
}
