interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** One sentence a problem. */
export function lockProblems(manifest: Manifest, lock: { packages: Record<string, object> }): string[];
