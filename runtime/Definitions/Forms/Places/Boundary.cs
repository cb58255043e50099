namespace LowCode.Definitions.Forms.Places;

/// <summary>
/// The boundary of an area: a ring of straight edges from each point to the next and from the last back to the first. It is simple, as OGC Simple
/// Features (06-103r4, 6.1.11) demands of polygons, where no two edges meet except neighbours in their common point.
/// </summary>
public static class Boundary
{
    /// <param name="points">Degrees, in their order; the first may stand at the end again.</param>
    /// <returns>Two edges that meet and must not, by the numbers of the points that they begin at, from 1; null: there are none.</returns>
    public static (int First, int Second)? Crossing(IReadOnlyList<(decimal Lon, decimal Lat)> points)
    {
        var edges = EdgesOf(points);
        if (edges.Count < 3)
        {
            return null;
        }

        // From west to east: an edge can only meet those that begin before it ends.
        var sorted = edges.OrderBy(e => e.West).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            for (var k = i + 1; k < sorted.Length && sorted[k].West <= sorted[i].East; k++)
            {
                if (Meet(sorted[i], sorted[k], edges.Count))
                {
                    var (one, other) = (sorted[i].Number, sorted[k].Number);
                    return (Math.Min(one, other), Math.Max(one, other));
                }
            }
        }

        return null;
    }

    // A point that repeats the one before it makes no edge.
    private static List<Edge> EdgesOf(IReadOnlyList<(decimal Lon, decimal Lat)> points)
    {
        var edges = new List<Edge>();
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] != points[(i + 1) % points.Count])
            {
                edges.Add(new Edge(edges.Count, i + 1, points[i], points[(i + 1) % points.Count]));
            }
        }

        return edges;
    }

    private static bool Meet(Edge one, Edge other, int count)
    {
        if (one.South > other.North || other.South > one.North)
        {
            return false;
        }

        var (first, second) = one.Place < other.Place ? (one, other) : (other, one);
        if (second.Place - first.Place == 1)
        {
            return TurnsBack(first, second);
        }

        if (first.Place == 0 && second.Place == count - 1)
        {
            return TurnsBack(second, first);
        }

        var (a, b) = (Side(one.From, one.To, other.From), Side(one.From, one.To, other.To));
        var (c, d) = (Side(other.From, other.To, one.From), Side(other.From, other.To, one.To));
        return a * b <= 0 && c * d <= 0 && (a != 0 || b != 0 || Overlap(one, other));
    }

    // Neighbours share a point; more than that only where the second lies back along the first.
    private static bool TurnsBack(Edge before, Edge after) =>
        Side(before.From, before.To, after.To) == 0
        && ((after.To.Lon - after.From.Lon) * (before.From.Lon - before.To.Lon)) + ((after.To.Lat - after.From.Lat) * (before.From.Lat - before.To.Lat)) > 0;

    /// <summary>Of two edges on one straight line.</summary>
    private static bool Overlap(Edge one, Edge other) => one.West <= other.East && other.West <= one.East && one.South <= other.North && other.South <= one.North;

    /// <summary>1: left of the line, -1: right of it, 0: on it.</summary>
    private static int Side((decimal Lon, decimal Lat) from, (decimal Lon, decimal Lat) to, (decimal Lon, decimal Lat) point) =>
        Math.Sign(((to.Lon - from.Lon) * (point.Lat - from.Lat)) - ((to.Lat - from.Lat) * (point.Lon - from.Lon)));

    /// <param name="Place">Among the edges, from 0.</param>
    /// <param name="Number">Of the point that it begins at, from 1.</param>
    private sealed record Edge(int Place, int Number, (decimal Lon, decimal Lat) From, (decimal Lon, decimal Lat) To)
    {
        public decimal West { get; } = Math.Min(From.Lon, To.Lon);

        public decimal East { get; } = Math.Max(From.Lon, To.Lon);

        public decimal South { get; } = Math.Min(From.Lat, To.Lat);

        public decimal North { get; } = Math.Max(From.Lat, To.Lat);
    }
}
