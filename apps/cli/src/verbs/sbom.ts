import { billOfMaterials } from '@maroquin/sovereignty';

export interface SbomOptions {
  readonly vex?: string;
}

/** `maroquin sbom`: the bill of materials on the output; without a file the same bytes whose hash `maroquin prove` names. */
export async function sbomVerb({ vex }: SbomOptions): Promise<void> {
  process.stdout.write(await billOfMaterials(vex ?? null));
}
