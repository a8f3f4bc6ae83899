/** Where a reply stands in the tree of its topic. */
export interface Place {
  number: number;
  depth: number;
  rootNumber: number;
  branchNumber: number;
}

/** Where a reply with this number stands that answers another one, or the topic itself. */
export const placeBelow = (parent: Omit<Place, 'number'> | undefined, number: number): Place =>
  parent
    ? {
        number,
        depth: parent.depth + 1,
        rootNumber: parent.rootNumber,
        branchNumber: parent.depth === 1 ? number : parent.branchNumber,
      }
    : { number, depth: 1, rootNumber: number, branchNumber: 0 };
