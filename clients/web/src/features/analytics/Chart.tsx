import { useLingui } from "@lingui/react/macro";
import classes from "./Chart.module.css";

/** A column; its second value is marked by a line over it, the previous one by an open mark. */
export interface Column {
  key: string;
  label: string;
  value: number | null;
  over?: number | null;
  previous: number | null;
  /** All of it in words. */
  told: string;
}

interface Props {
  title: string;
  columns: Column[];
  format: (value: number) => string;
  /** What the mark above the column means, where there is one. */
  overName?: string;
}

const HEIGHT = 150;

/**
 * Columns beside the previous period. Shapes tell what is what: filled, a line above, an open ring. The table that belongs to
 * it tells the same to who can't see it.
 */
export function Chart({ title, columns, format, overName }: Props) {
  const { t } = useLingui();
  const most = Math.max(1, ...columns.flatMap((one) => [one.value ?? 0, one.over ?? 0, one.previous ?? 0]));
  const width = Math.max(8, Math.min(56, Math.floor(880 / Math.max(1, columns.length))));
  const all = columns.length * width;
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - 8);
  const every = Math.ceil(64 / width);
  return (
    <figure className={classes.figure} aria-label={title}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title}</span>
        <span className={classes.key}>
          <svg width="12" height="12" aria-hidden="true">
            <rect x="2" y="1" width="8" height="11" className={classes.column} />
          </svg>
          {overName ? t`Median` : t`This period`}
        </span>
        {overName ? (
          <span className={classes.key}>
            <svg width="14" height="12" aria-hidden="true">
              <path d="M1 6h12" className={classes.over} />
            </svg>
            {overName}
          </span>
        ) : null}
        <span className={classes.key}>
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="3.5" className={classes.previous} />
          </svg>
          {t`Period before`}
        </span>
      </figcaption>
      <div className={classes.plot}>
        <span className={classes.most}>{format(most)}</span>
        <div className={classes.scroll}>
          {/* Time runs in the reading direction. */}
          <div className={classes.columns} style={{ minWidth: all }}>
            {columns.map((one, index) => (
              <div key={one.key} className={classes.cell} style={{ flexBasis: width }} title={one.told}>
                <svg
                  width="100%"
                  height={HEIGHT}
                  viewBox={`0 0 20 ${HEIGHT}`}
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  {one.value == null ? null : (
                    <rect x="3" width="14" y={y(one.value)} height={HEIGHT - y(one.value)} className={classes.column} />
                  )}
                  {one.over == null ? null : (
                    <path d={`M1 ${y(one.over)}h18`} className={classes.over} vectorEffect="non-scaling-stroke" />
                  )}
                </svg>
                {one.previous == null ? null : (
                  <span className={classes.ring} style={{ insetBlockStart: y(one.previous) - 4 }} />
                )}
                <span className={classes.label}>{index % every === 0 ? one.label : ""}</span>
              </div>
            ))}
          </div>
        </div>
      </div>
    </figure>
  );
}
