import { billOfMaterials } from '@maroquin/sovereignty';

/** `maroquin sbom`: the bill of materials on the output, the same bytes whose hash `maroquin prove` names. */
export async function sbomVerb(): Promise<void> {
  process.stdout.write(await billOfMaterials());
}
