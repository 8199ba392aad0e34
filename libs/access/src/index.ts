export {
  AccessService,
  type AccessWatch,
  type ResourceFacts,
  type WatchingActor,
} from './engine/access.service.js';
export { actionsWithPolicy } from './policy/policies.js';
export { AccessLists } from './grants/access-list.js';
export { Grants, type NewGrant } from './grants/grants.service.js';
export { PeopleNames } from './subjects/people-names.js';
export { SubjectNames } from './subjects/subject-names.js';
export { type SeatKind } from './subjects/subject.entities.js';
export { Subjects } from './subjects/subjects.service.js';
export { Teams } from './subjects/teams.service.js';
export { ListResources, type Paging } from './tree/list-resources.js';
export { MoveResource, type Move } from './tree/move-resource.js';
export { ResourceNames } from './tree/resource-names.js';
export { ResourceTree, type NewResource } from './tree/resource-tree.service.js';
export { ResourceViews } from './tree/resource-views.js';
export { lockTree } from './tree/tree-lock.js';
export { Resource } from './tree/resource.entity.js';
export { Spaces } from './tree/spaces.service.js';
export { TrashResources } from './tree/trash-resources.js';
export { accessEntities } from './access.entities.js';
export { AccessModule } from './access.module.js';
export { Folders } from './tree/folders.service.js';
