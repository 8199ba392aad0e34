import { SetMetadata } from '@nestjs/common';
import { type Action, actions, type OrganisationAction, organisationActions } from '@maroquin/contracts';

/**
 * Who may call a route. The acts are asked again, for the very resource, in the service's first line.
 * `authenticated` is a person with an account; `admitted` is also who came in by an external link.
 */
export type RouteRule =
  'public' | 'admitted' | 'authenticated' | AdministrationRule | Action | OrganisationAction;

/** Routes of the administration listener, which exist nowhere else: for whoever is signed in there, or before it is. */
type AdministrationRule = 'administration' | 'administration.public';
export const isAdministrationRule = (rule: RouteRule): rule is AdministrationRule =>
  rule === 'administration' || rule === 'administration.public';

export const ROUTE_RULE = 'maroquin:rule';

/** Every route, socket message and mount names its rule: the server does not start otherwise. */
export const Access = (rule: RouteRule): MethodDecorator => SetMetadata(ROUTE_RULE, rule);

const known: ReadonlySet<unknown> = new Set<RouteRule>([
  'public',
  'admitted',
  'authenticated',
  'administration',
  'administration.public',
  ...actions,
  ...organisationActions,
]);
export const isRouteRule = (value: unknown): value is RouteRule => known.has(value);
