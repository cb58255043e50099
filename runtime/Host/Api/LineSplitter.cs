using System.Buffers;

namespace LowCode.Host.Api;

/// <summary>Takes lines out of what has come of a body. A long line that comes in many pieces is searched for its end once.</summary>
internal sealed class LineSplitter
{
    private long _searched;

    /// <param name="rest">What has come and was not taken; what is left of it stands at the beginning the next time.</param>
    /// <param name="isLast">Nothing more will come: what is left is a line too.</param>
    public bool TryTake(ref ReadOnlySequence<byte> rest, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (rest.Slice(_searched).PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            _searched = 0;
            return true;
        }

        line = rest;
        if (!isLast || rest.IsEmpty)
        {
            _searched = rest.Length;
            return false;
        }

        rest = rest.Slice(rest.End);
        _searched = 0;
        return true;
    }
}
