using Microsoft.ML;
using Microsoft.ML.Data;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>Arrays as ML.NET's data view: a row is a vector of one value a column, written straight into the buffer it reads.</summary>
internal sealed class ColumnView : IDataView
{
    public const string Features = nameof(Features);
    public const string Label = nameof(Label);

    private readonly float[][] _columns;
    private readonly float[]? _labels;
    private readonly int _first;
    private readonly int _count;

    public ColumnView(float[][] columns, float[]? labels, int first, int count)
    {
        (_columns, _labels, _first, _count) = (columns, labels, first, count);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, columns.Length));
        schema.AddColumn(Label, NumberDataViewType.Single);
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ColumnView view, IEnumerable<DataViewSchema.Column> needed) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. needed.Select(column => column.Index)];
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override bool MoveNext() => ++_position < view._count;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)(column.Name == Features ? (Delegate)(ValueGetter<VBuffer<float>>)GetFeatures : (ValueGetter<float>)GetLabel);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_position, 0);

        private void GetFeatures(ref VBuffer<float> features)
        {
            float[][] columns = view._columns;
            int row = view._first + (int)_position;
            VBufferEditor<float> editor = VBufferEditor.Create(ref features, columns.Length);
            for (int i = 0; i < columns.Length; i++)
                editor.Values[i] = columns[i][row];
            features = editor.Commit();
        }

        private void GetLabel(ref float label) => label = view._labels is { } labels ? labels[view._first + (int)_position] : float.NaN;
    }
}
