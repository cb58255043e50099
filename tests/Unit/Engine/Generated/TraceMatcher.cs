namespace LowCode.Tests.Unit.Engine.Generated;

/// <summary>Follows a trace step by step: tells the first thing that should not have happened, or what is missing at the end.</summary>
internal sealed class TraceMatcher
{
    private readonly List<Part> _detached = [];
    private readonly Part _root;

    public TraceMatcher(Trace trace) => _root = Part.Of(trace, _detached);

    public bool Accept(string label)
    {
        if (_root.Accept(label))
        {
            return true;
        }

        // A detached part may bring others.
        for (var i = 0; i < _detached.Count; i++)
        {
            if (_detached[i].Accept(label))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first label that is still expected; null: all has happened.</summary>
    public string? Missing() => _root.Missing() ?? _detached.Select(d => d.Missing()).FirstOrDefault(m => m is not null);

    private abstract class Part
    {
        public abstract bool Accept(string label);

        public abstract string? Missing();

        public static Part Of(Trace trace, List<Part> detached) => trace switch
        {
            Trace.Step step => new One(step),
            Trace.Seq seq => new Many([.. seq.Parts.Select(p => Of(p, detached))], inOrder: true),
            Trace.Par par => new Many([.. par.Branches.Select(p => Of(p, detached))], inOrder: false),
            Trace.First first => new Some([.. first.Branches.Select(p => Of(p, detached))], Of(first.Then, detached)),
            Trace.Detached loose => new Loose(Of(loose.Inner, detached), detached),
            _ => throw new ArgumentOutOfRangeException(nameof(trace)),
        };
    }

    private sealed class One(Trace.Step step) : Part
    {
        private bool _isTaken;

        public override bool Accept(string label) => !_isTaken && label == step.Label && (_isTaken = true);

        public override string? Missing() => _isTaken || step.IsOptional ? null : step.Label;
    }

    private sealed class Many(Part[] parts, bool inOrder) : Part
    {
        private int _first;

        public override bool Accept(string label)
        {
            for (var i = _first; i < parts.Length; i++)
            {
                if (parts[i].Accept(label))
                {
                    _first = inOrder ? i : 0;
                    return true;
                }

                if (inOrder && parts[i].Missing() is not null)
                {
                    return false;
                }
            }

            return false;
        }

        public override string? Missing() => parts.Select(p => p.Missing()).FirstOrDefault(m => m is not null);
    }

    private sealed class Some(Part[] branches, Part then) : Part
    {
        public override bool Accept(string label) =>
            Array.Exists(branches, b => b.Accept(label)) || (Array.Exists(branches, b => b.Missing() is null) && then.Accept(label));

        public override string? Missing() => branches.Append(then).Select(p => p.Missing()).FirstOrDefault(m => m is not null);
    }

    private sealed class Loose(Part inner, List<Part> detached) : Part
    {
        private bool _isBegun;

        public override bool Accept(string label)
        {
            if (!_isBegun)
            {
                _isBegun = true;
                detached.Add(inner);
            }

            return false;
        }

        // Nobody waits for it; once begun it is asked for itself.
        public override string? Missing() => null;
    }
}
