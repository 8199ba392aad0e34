interface WithAttributes {
  getAttribute(name: string): string | null;
}

/** Reads an attribute in a parse rule. The parameter is `object` so that the library needs no DOM types. */
export function attributeOf(element: object, name: string): string | null {
  return (element as WithAttributes).getAttribute(name);
}
