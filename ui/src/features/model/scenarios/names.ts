/** Names of scenarios are told apart by what they say: not by case, nor by blanks around them. */
const asSaid = (name: string) => name.trim().toLocaleLowerCase();

/** Whether a scenario is called that already. */
export const isTaken = (name: string, names: readonly string[]) =>
  names.some((other) => asSaid(other) === asSaid(name));
