/** A table in Markdown: one line a row, and its first row its head. `toMarkdown` says what is in a cell. */
export function tableOf(table, toMarkdown) {
  const grid = gridOf(table);
  const width = Math.max(...grid.map(({ length }) => length));
  const [head = [], ...rows] = grid.map((row) => Array.from({ length: width }, (_, column) => row[column]));
  const signs = head.map((_, column) => (isToTheRight(rows.map((row) => row[column])) ? '--:' : '---'));
  const texts = [head, ...rows].map((row) => row.map((cell) => (cell ? textOf(toMarkdown(cell)) : '')));
  return [texts[0], signs, ...texts.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const most = { rows: 1000, columns: 100 };

/** Its cells by row and column. One that spans several stands in the first; the others are empty. */
function gridOf(table) {
  const rows = [...table.rows].slice(0, most.rows);
  const grid = rows.map(() => []);
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of row.cells) {
      while (column in grid[at]) column++;
      if (column >= most.columns) break;
      // A span of 0 is one to the end.
      for (const covered of grid.slice(at, at + (cell.rowSpan || rows.length)))
        for (let beside = 0; beside < cell.colSpan && column + beside < most.columns; beside++)
          covered[column + beside] = undefined;
      grid[at][column] = cell;
      column += cell.colSpan;
    }
  }
  return grid;
}

/** A line of a table has no line breaks but this, and "|" ends a cell. */
const textOf = (markdown) => markdown.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, '<br>');

const toTheRight = /text-align:\s*(?:right|end)/i;
const isToTheRight = (cells) => {
  const filled = cells.filter((cell) => cell?.textContent.trim());
  return (
    filled.length > 0 &&
    filled.every((cell) => cell.align === 'right' || toTheRight.test(cell.getAttribute('style') ?? ''))
  );
};
