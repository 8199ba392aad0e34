export function EditorPage() {
  return <h1>…</h1>;
}
