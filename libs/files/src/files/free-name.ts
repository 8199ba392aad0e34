/** "note.pdf", then "note (2).pdf", "note (3).pdf" … at most 200 characters. */
export function freeName(name: string, attempt: number): string {
  if (attempt === 1) return name;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const suffix = ` (${String(attempt)})${extension}`;
  return `${stem.slice(0, 200 - suffix.length)}${suffix}`;
}
