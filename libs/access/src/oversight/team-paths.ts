interface Membership {
  readonly member_id: string;
  readonly team_id: string;
}

/**
 * From a person to each team that it acts as: the teams on the shortest path, its own team first, the team itself last.
 * Pure. `memberships`: those of the person, of its teams, and so on.
 */
export function pathsToTeams(
  personId: string,
  memberships: readonly Membership[],
): ReadonlyMap<string, readonly string[]> {
  const teamsOf = new Map<string, string[]>();
  for (const { member_id, team_id } of memberships)
    teamsOf.set(member_id, [...(teamsOf.get(member_id) ?? []), team_id]);
  const paths = new Map<string, readonly string[]>();
  let level: readonly (readonly [string, readonly string[]])[] = [[personId, []]];
  while (level.length > 0) {
    const next: [string, readonly string[]][] = [];
    for (const [memberId, path] of level) {
      for (const teamId of teamsOf.get(memberId) ?? []) {
        if (paths.has(teamId)) continue;
        paths.set(teamId, [...path, teamId]);
        next.push([teamId, [...path, teamId]]);
      }
    }
    level = next;
  }
  return paths;
}
